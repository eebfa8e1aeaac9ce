console.log('to be built');
